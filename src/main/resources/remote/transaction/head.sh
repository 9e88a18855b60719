# Carries out the plan of one host, whole or not at all. For a directory tree it is sent to `sh -s`, and the last line calls `transact`
# with the plan as a here-document. On a running system session.sh stores it there, and a unit of the host's own runs it (`serve`), so
# that the end of a connection, or of converge, is not the end of the change.
# Needs: a POSIX shell (dash, bash, busybox), coreutils 8.25, flock; systemd for a running system, not for a directory tree.
# Where there is systemd-analyze, it verifies new unit files first.
#
# Home: /etc/systemd/system/.converge/, 0700, which systemd ignores. In it:
#   lock          held by whoever changes the host; says who and since when
#   engine-ID.sh  this script, in.RUN a plan on its way to it
#   stage.RUN     a change being prepared; worth nothing after a crash
#   txn           the open change: whatever finds it brings it to its end
#   hist/RUN      a run that is over, with what it replaced if it was applied; the last five are kept
#   manifest      what converge owns on this host
# Beside it, only while a change is open: converge-recover.service and its link in sysinit.target.wants. In /run/converge: RUN.out, the
# answer as far as it has come.
#
# The units: converge-txn.service does the work, and its name keeps a second run out. When it ends in whatever way, ExecStopPost= sees to
# an open change; every 15 seconds converge-guard.timer does, should that have failed or the run hang; after a power cut
# converge-recover.service does, before ordinary units start. All of them take the lock first.
#
# The decision: a change of a running system that stands and holds waits for `txn/decision`, the second name of d.commit or of d.rollback.
# A name can be given only once, so the first decision is the only one. session.sh commits over a new connection; when the wait
# is over, or anything fails, the change is undone. A directory tree has nobody to wait for.
#
# What a crash (SIGKILL, power cut) leaves after each phase, and what becomes of it:
#   lock, read, check     nothing                                                                   -> old
#   stage, arm            stage.RUN, files named .converge-RUN-* on other file systems, boot unit   -> thrown away: old
#   stage renamed to txn  some paths swapped, some units stopped, reloaded, started                 -> undone: old
#   wait for the decision the new paths and units                                                   -> undone: old
#   undo                  some paths put back                                                       -> undone again: old
#   decision on the disk  the new paths and units                                                   -> closed: new
#   txn renamed to hist   boot unit, copies beside targets on other file systems, old backups       -> thrown away: new
# Every file reaches the disk before the rename that gives it meaning: fsync of files, then of their directories, then the rename.
#
# Signals: SIGHUP and SIGPIPE are ignored: the script runs to its end, unheard. SIGTERM and SIGINT undo the change; the undo itself
# cannot be interrupted.
#
# Homes of users: what lies there is changed with the rights of its user and never with ours, so whatever links and races a user prepares,
# nothing is reached that the user could not reach alone. Staged files and backups lie beside the targets, and are the user's too. Jobs
# of a user's manager are asked of it with the same rights; setpriv (util-linux) is needed for that. What a user spoils in his own home
# while a change is undone is told, and keeps nobody from later changes of the host.
#
# The answer, a line each: BEGIN NONCE, then KEY TEXT lines, then END NONCE STATUS. In RUN.out there is no first line, and the last is
# `end STATUS`.
#   recovered RUN   the open change of an earlier run was brought to its end first
#   did TEXT        a step is done
#   await SECONDS   the change stands and holds; it is undone unless it is confirmed within that time
#   moved PATH      (refused) what the plan saw is no longer there, with the next line `now TOKEN`
#   drifted TEXT    (refused) what else is no longer as the plan saw it: a unit, systemd itself
#   used RUN UTC    (refused) a run of this id ended at that time; a plan is carried out once
#   denied TEXT     (refused) a path that is not to be changed
#   unfit TEXT      (unfit) what the host's systemd says of a new unit file, with its path and line
#   unverified TEXT why systemd was not asked about the new unit files
#   failed TEXT     the step that failed
#   note TEXT       what the host said about it
#   left TEXT       (stuck) what is neither old nor new
#   stuck RUN       the earlier run whose open change cannot be undone
#   outcome WORD    applied, undone, refused, unfit, busy, not-begun or stuck
#
# A token says what is at a path: `-` nothing, d:MODE:UID:GID a directory, l:TARGET a link, f:MODE:UID:GID:SHA256 a file, o anything
# else. The journal (txn/plan, and txn/undo with the same entries last to first) has six lines an entry: number, place of its staged
# file and backup (`-` the home of converge; DIRECTORY/.converge-RUN; @UID:GID:DIRECTORY/.converge-RUN with that user's rights), old token,
# new token, size, path. All paths are without the prefix of a directory tree.

set -u
unset CDPATH ENV BASH_ENV
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
SYSTEMD_COLORS=0
SYSTEMD_PAGER=
export LC_ALL PATH SYSTEMD_COLORS SYSTEMD_PAGER
umask 077

newline='
'
# Whose rights are used: on the target of an entry, and for the manager in question. Nobody's but ours.
as='' ids='' whose=''
units_dir=/etc/systemd/system
