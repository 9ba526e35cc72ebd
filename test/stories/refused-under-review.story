The provider refuses an acceptance of a dispute under review: it is under review still, and does not expire.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 1d   upstream
submit    D1  saying "Signed for."                                → submitting
upstream  D1  confirms                                            → under_review
tick      2d
accept    D1                                                      → accepting
upstream  D1  refuses                                             → under_review
tick      2d
state     D1                  under_review
judge     D1  won                                                 → won
books     mill                available 500.00   held 0.00   clearing 0.00
check
