An undo window never outlasts the deadline: the acceptance goes out five minutes before it, and at once when it is that late already.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 1h
accept    D1  hold 7d                                             → needs_response, acceptance held
tick      54m
state     D1                  needs_response, acceptance held
tick      1m
state     D1                  accepted
open      D2  mill            100.00 THB   respond in 1h
tick      55m
accept    D2  hold 10m                                            → accepted
open      D3  mill            50.00 THB    respond in 3d
accept    D3  hold 2d                                             → needs_response, acceptance held
deadline  D3  respond in 2h                                       → needs_response, acceptance held     # moved nearer
tick      115m
state     D3                  accepted
check
