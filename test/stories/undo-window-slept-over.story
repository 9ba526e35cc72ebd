A held acceptance that no process was there to send goes out after the restart, also after the deadline; it does not expire.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
accept    D1  hold 1h                                             → needs_response, acceptance held
sleep     9d
tick      1s
state     D1                  accepted
notices   D1                  opened, acceptance_held, accepted
check
