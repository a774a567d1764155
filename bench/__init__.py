"""How quick Ura is beside two yardsticks, all in one run; what is wanted of it stands in docs, not here.

`python -m bench` fills a database of the wanted size once (the demo generator, then drafts ready to be sent), keeps
it in `.build/bench`, and measures copies of it. For each engine it starts three servers in the same way, granian with
as many workers and threads as `ura serve`: the yardsticks, Ura with all referrals, and Ura with few of them.

The yardsticks (bench/yardsticks.py) know no session, no permission, no scope, no audit and one language:
  text    a bare Flask answer of one line
  list    25 rows of a table with as many services, filtered, ordered, through SQLAlchemy and a Jinja page
  insert  one row through SQLAlchemy, committed as durably as ours
The pages (bench/pages.py) are asked for with the session of a demo account that signed in over HTTP:
  directory  a search by word and sector of a social worker of Tirana, nearest first
  referral   200 different referrals of Tirana, looked at again and again
  sight      referrals that nobody has looked at before: each sight is recorded in the database
  inbox      the inbox of the vocational training centre, filled to a whole page
  send       POST /referrals/<id>/send with the filled form; each draft once, all in one municipality
  coverage   the map and table of one sector

Each page has its own rounds. A round asks every server for a slice of a second or so, in an order that turns around
from round to round, so that noise of the machine hits all alike. One client (bench/client.py) of one process holds
four connections open and asks for the next answer as soon as one is there, with the headers of a browser.

The directory is asked over eight connections. Beside, it is asked in two copies whose directory was thinned out to
1,000 services and filled up to 100,000 (bench/growing.py), to see how its cost grows.

Requests per second are the median of the slices; a ratio is the median of the ratios within the rounds; p50 and p95
are over all answers. Growth is how many times as long an answer takes with all referrals as with few: of the medians
of the slices, again the median of the rounds. `cpu ms` is what the processes of the server worked for one answer,
which hardly depends on what else the machine does; those of PostgreSQL are not among them. Memory is what all
processes of a server hold after the rounds; pages of files that are only mapped (SQLite's) are told apart. An answer
with an unexpected status stops the run: an error page is quick and proves nothing.

`python -m bench --profile inbox` runs one page in this process instead and tells its statements and where time goes.
"""
