What upstream had ended it may end otherwise or open again; the books follow, and it can be accepted anew.

merchant  mill                available 2000.00 THB
open      D1  mill            100.00 THB   respond in 30d   upstream   fee 15.00 THB
news      D1  says won        at 2026-11-21T12:10:00Z             → won
news      D1  says lost       at 2026-11-21T12:20:00Z             → lost
books     mill                available 1885.00   held 0.00   clearing 100.00   fees 15.00
news      D1  says needs_response   at 2026-11-21T12:30:00Z       → needs_response
cycle     D1  2
accept    D1                                                      → accepting
upstream  D1  confirms                                            → accepted
tick      1h
news      D1  says needs_response                                 → needs_response
cycle     D1  3
accept    D1                                                      → accepting
upstream  D1  confirms                                            → accepted
open      D2  mill            100.00 THB   respond in 1h   upstream
judge     D2  withdrawn                                           → withdrawn
news      D2  says lost                                           → lost
open      D3  mill            100.00 THB   respond in 1h   upstream
judge     D3  prevented                                           → prevented
news      D3  says won                                            → won
open      D4  mill            100.00 THB   respond in 1h   upstream
judge     D4  refunded                                            → refunded
news      D4  says withdrawn                                      → withdrawn
open      D5  mill            100.00 THB   respond in 1h   upstream
tick      31d                                                                                   # a provider that stays silent for thirty days
state     D5                  expired
news      D5  says won        at 2026-11-21T13:30:00Z             → won                          # the bank was quicker than the clock
books     mill                available 1785.00   held 0.00   clearing 200.00   fees 15.00
check
