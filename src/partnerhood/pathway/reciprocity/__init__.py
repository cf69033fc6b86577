"""What flows in both directions between partners, each side saying it for itself; and how much a hospital does with its own hands.

It looks back at partnerships, goals and activities, and at what hospitals count. What a side says and what the records know
stand beside each other and are never mixed; currencies are never added up, and no two shares become one number. It never
says what a side did not say, and never shows the ledger outside the partnership.
"""
