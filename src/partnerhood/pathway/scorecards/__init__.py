"""By what a network judges itself: for each of the four aims a few indicators that its hospitals count anyway, with a target where
one was agreed, and for each by which split it is looked at, so that equity is not a fifth list. An aim without an indicator and a
hospital that is silent are shown as such. The room looks back at reporting for every figure and at indicators for the words; it
counts nothing itself, reminds nobody by mail, and never puts hospitals in an order of merit."""
