"""The directory of care as FHIR R4 in the profiles of IHE mCSD."""
