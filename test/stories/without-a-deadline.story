Where nobody names a deadline the provider's usual time runs: fourteen days, and then the case is lost by itself.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB
open      D2  mill            80.00 THB
tick      13d
accept    D2  hold 7d                                             → needs_response, acceptance held
tick      23h
state     D1                  needs_response
tick      2h
state     D1                  expired
state     D2                  accepted
check
