A deadline twenty-six days ahead, and one a year ahead, come exactly when they are due.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 26d
open      D2  mill            100.00 THB   respond in 52w
tick      26d
state     D1                  needs_response
tick      1s
state     D1                  expired
state     D2                  needs_response
accept    D2  hold 30d                                            → needs_response, acceptance held
tick      30d
state     D2                  accepted
books     mill                available 280.00   held 0.00   clearing 220.00
check
