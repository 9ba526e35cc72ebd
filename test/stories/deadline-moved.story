The other side gives more time, and then less; the warning and the end move with it.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 3d
tick      2d
deadline  D1  respond in 5d                                       → needs_response
tick      2d
state     D1                  needs_response
tick      2d
notices   D1                  opened, due_soon, updated, due_soon
deadline  D1  respond in 1h                                       → needs_response
tick      1h+1s
state     D1                  expired
check
