A dispute for which nobody named a deadline waits as long as it takes.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB
tick      52w+52w
state     D1                  needs_response
accept    D1  hold 1d                                             → needs_response, acceptance held
tick      1d
state     D1                  accepted
check
