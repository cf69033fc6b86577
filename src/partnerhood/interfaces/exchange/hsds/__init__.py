"""The public directory of care in the words of Open Referral's HSDS 3.0, for directories that follow ours."""
