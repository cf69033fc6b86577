"""The public directory of care as FHIR R4 resources in the profiles of IHE mCSD, for directories that follow ours."""
