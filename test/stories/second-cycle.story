Won, taken to pre-arbitration with a new fee, and won again: every fee comes back once.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d   fee 15.00 THB
submit    D1  saying "Signed for."                                → under_review
judge     D1  won                                                 → won
books     mill                available 500.00   fees 0.00
escalate  D1  to pre_arbitration   respond in 10d   fee 40.00 THB → needs_response
cycle     D1  2
books     mill                available 340.00   held 120.00   fees 40.00
submit    D1  saying "Signed for, and here is who signed."        → under_review
judge     D1  won                                                 → won
books     mill                available 500.00   held 0.00   clearing 0.00   fees 0.00
check
