# shellcheck shell=sh
# shellcheck disable=SC2086 # lists are split on purpose: one path or name a line, IFS is the newline, globbing is off
# shellcheck disable=SC2154 # nonce and listed are those of probe.sh
#
# sweep.sh: what a sweep wants to know beyond the probe: how full the machine is, how every service runs, and what the journal
# counted. It comes behind probe.sh in the same execution and defines functions only; `probe` calls `print_invocations` first and `print_sweep` in
# the end. It changes nothing, and writes no temporary file.
#
# Everything has a time limit, and what cannot be read is missing in the answer: nothing is made up. Numbers of the journal are counted here, so
# that a loop of a hundred thousand restarts is one line. Sections:
#
#   invocations WHEN
#                 a line `at UPTIME`, then the link of each running service to the number of its invocation, as describe_links prints it; WHEN is
#                 begin or end, of all that is looked at
#   watched N     a line `at UPTIME`, then records of `systemctl show`, of the N-th look at services that may be in a loop: only
#                 where no journal has counted their starts
#   vitals        lines `NAME VALUE...`: now (seconds since 1970), uptime, pid_max, threads_max, tasks (the line of /proc/loadavg), files
#                 (/proc/sys/fs/file-nr), cpus; lines of /proc/meminfo; `pressure memory full avg10=...`; `group_pids.max N` and so
#                 on for a host that is a container, from the control group that it lives in
#   files         lines `PID OPEN`: open files of processes that have many; behind them lines `proc/PID/limits:Max open files SOFT HARD files`
#   services      records of `systemctl show` for loaded services that do anything, and for slices
#   caches        lines `FILE:NAME BYTES` from the memory.stat of their control groups, for what can be dropped at once
#   journal       lines `oldest SECONDS`, `disk PATH KIBIBYTES BLOCK-SIZE BLOCKS FREE AVAILABLE`
#   counted WINDOW KIND
#                 a line `status N` (124: the time was up, what follows are the newest entries only), then lines `COUNT UNIT`, for
#                 WINDOW late (five minutes), hour and all, KIND started, starting, failed, and killed because memory was out
#   killed        a line `status N`, then `COUNT CONTROL-GROUP` of what the kernel killed because memory was out

# Lines that a section may have at most. What is cut off counted least.
most_lines=2000

# cat, not read: shells read byte by byte, and files below /proc/sys give all they have to the first read.
vital() { # NAME FILE
    value=$(cat -- "$2" 2>/dev/null)
    [ -z "$value" ] || printf '%s %s\n' "$1" "${value%%"$nl"*}"
}

print_vitals() {
    section vitals
    # In this order: where a sick host takes seconds between the two, a process looks younger than it is, and nothing is called stale for it.
    vital uptime proc/uptime
    printf 'now %s\n' "$(date +%s)"
    vital pid_max proc/sys/kernel/pid_max
    vital threads_max proc/sys/kernel/threads-max
    vital tasks proc/loadavg
    vital files proc/sys/fs/file-nr
    cpus=$(nproc 2>/dev/null) && printf 'cpus %s\n' "$cpus"
    while read -r line; do
        case $line in
            MemTotal:* | MemAvailable:* | SwapTotal:* | SwapFree:*) printf '%s\n' "$line" ;;
        esac
    done <proc/meminfo
    for resource in cpu memory io; do
        [ -r "proc/pressure/$resource" ] || continue
        # Where the kernel was started without it, reading fails.
        while read -r line; do
            printf 'pressure %s %s\n' "$resource" "$line"
        done <"proc/pressure/$resource"
    done 2>/dev/null
    print_group
}

# A container has its limits in the control group that its PID 1 began in.
print_group() {
    find_group pids
    vital group_pids.max "$group/pids.max"
    vital group_pids.current "$group/pids.current"
    find_group memory
    vital group_memory.max "$group/memory.max"
    vital group_memory.current "$group/memory.current"
    vital group_memory.max "$group/memory.limit_in_bytes"
    vital group_memory.current "$group/memory.usage_in_bytes"
    { grep -s -e '^inactive_file ' -e '^total_inactive_file ' "$group/memory.stat" | tail -n 1; } 2>/dev/null
}

find_group() { # CONTROLLER: sets group to the directory
    group=none
    while read -r line; do
        case $line in
            0::*) [ "$group" != none ] || group=sys/fs/cgroup${line#0::} ;;
            *:"$1":*) group=sys/fs/cgroup/$1${line#*:*:} ;;
        esac
    done <proc/1/cgroup
    group=${group%/init.scope}
}

# Only processes that have or had more than 64 files open are looked at closely, and those that may have hardly any: a table of 64
# is what each process begins with. Newer kernels tell the number as the size of the directory.
print_open_files() {
    command -v grep >/dev/null || return 0
    section files
    set +f
    busy=$(grep -Hs '^FDSize:' proc/[0-9]*/status | grep -v ':FDSize:[[:blank:]]*[0-9]\{1,2\}$' | head -n "$most_lines")
    narrow=$(grep -Hs '^Max open files  *[0-9]\{1,2\} ' proc/[0-9]*/limits | head -n "$most_lines")
    set -f
    processes=$nl
    for line in $busy $narrow; do
        process=${line#proc/}
        process=proc/${process%%/*}
        case $processes in
            *"$nl$process$nl"*) ;;
            *) processes=$processes$process$nl ;;
        esac
    done
    set --
    for process in $processes; do
        set -- "$@" "$process/fd"
    done
    [ $# -gt 0 ] || return 0
    for line in $(timeout -k 1 5 stat -c '%s %n' -- "$@" 2>/dev/null); do
        process=${line#* proc/}
        print_open "${process%/fd}" "${line%% *}"
    done
    set --
    for process in $processes; do
        set -- "$@" "$process/limits"
    done
    grep -Hs '^Max open files' "$@"
}

print_open() { # PID SIZE
    number=$2
    if [ "$number" = 0 ]; then
        set +f
        set -- "$1" proc/"$1"/fd/*
        set -f
        number=$(($# - 1))
    fi
    printf '%s %s\n' "$1" "$number"
}

service_properties=Id,LoadState,ActiveState,SubState,Result,Type,Restart,NRestarts,InvocationID,MainPID,ExecMainStartTimestampMonotonic
service_properties=$service_properties,StateChangeTimestampMonotonic,ExecMainCode,ExecMainStatus,MemoryMax,MemoryCurrent,TasksMax,TasksCurrent
service_properties=$service_properties,CPUQuotaPerSecUSec,CPUUsageNSec,LimitNOFILESoft,Slice,ControlGroup,TriggeredBy

show_services() {
    ask show -p "$service_properties" -- "$@"
    printf '%s\n\n' "$answer"
    for line in $answer; do
        case $line in
            ControlGroup=/*) groups=$groups${line#ControlGroup=}$nl ;;
        esac
    done
}

# Of what a control group uses, what the kernel can drop at once counts as free.
print_caches() {
    command -v grep >/dev/null || return 0
    section caches
    tree=sys/fs/cgroup
    [ ! -d "$tree/memory" ] || tree=$tree/memory
    statistics=''
    for line in $groups; do statistics=$statistics$tree$line/memory.stat$nl; done
    on_lines grep_caches "$statistics"
}

grep_caches() { grep -Hs -e '^\(total_\)\{0,1\}\(in\)\{0,1\}active_file ' -e '^slab_reclaimable ' -- "$@" /dev/null; }

# What is inactive and nobody put there has nothing to tell: PID 1 takes milliseconds for each.
print_services() {
    section services
    names=''
    for line in $listed; do
        unit=${line%% *}
        case $unit in
            *.service | *.slice) ;;
            *) continue ;;
        esac
        case $line in
            *' inactive '*)
                case $nl$chosen in
                    *"$nl$unit$nl"*) ;;
                    *) continue ;;
                esac
                ;;
        esac
        names=$names$unit$nl
    done
    groups=''
    on_lines show_services "$names"
    print_caches
}

# --- Who is started anew while the host is looked at. PID 1 keeps a link for each running unit that anybody may read: the number it leads to is
# another one after each start, whoever asked for it. In the state auto-restart there is no link.

print_invocations() { # WHEN
    section "invocations $1"
    vital at proc/uptime
    set +f
    set -- run/systemd/units/invocation:*.service
    set -f
    describe_links "$@"
}

# Those that may be in a loop: started within the last minute, failed, or on the way between states.
choose_restless() {
    restless=''
    now=$(date +%s)
    set +f
    set -- run/systemd/units/invocation:*.service
    set -f
    for line in $(stat -c '%Y %n' -- "$@" 2>/dev/null); do
        [ $((now - ${line%% *})) -ge 60 ] || restless=$restless${line#*/invocation:}$nl
    done
    for line in $listed; do
        case $line in
            *.service' '*' failed '* | *.service' '*' activating '* | *.service' '*' deactivating '*) restless=$restless${line%% *}$nl ;;
        esac
    done
    restless=$(printf '%s' "$restless" | sort -u | head -n 64)
}

watch_restless() {
    choose_restless
    [ -n "$restless" ] || return 0
    for sample in 1 2 3 4 5 6; do
        [ "$sample" = 1 ] || sleep 1
        section "watched $sample"
        vital at proc/uptime
        on_lines show_invocations "$restless"
    done
}

# All else has been answered by now, and is not given up for this.
show_invocations() { timeout -k 2 10 systemctl --no-pager show -p Id,InvocationID,NRestarts -- "$@" 2>/dev/null; }

# --- The journal. Only what PID 1 itself wrote counts: a service can log whatever it likes.

# journal SECONDS MATCH...: the newest entries first, until the time is up.
journal() {
    since=$1
    shift
    timeout -k 1 "$patience" journalctl --quiet --no-pager --reverse --since="-${since}s" "$@" 2>/dev/null
}

# tally COMMAND...: how often each line comes, behind a line with the command's exit status. After a call that took too long the others get
# little time.
tally() {
    { { "$@"; printf 'status %s\n' "$?" >&3; } | sort | uniq -c | sort -rn | head -n "$most_lines"; } 3>&1
}

count_units() { # WINDOW SECONDS KIND MESSAGE-ID
    section "counted $1 $3"
    began=$(date +%s)
    tally journal "$2" --output=cat --output-fields=UNIT _PID=1 MESSAGE_ID="$4"
    [ $(($(date +%s) - began)) -lt 5 ] || patience=3
}

# The kernel's lines tell the control group of the one that was killed: oom-kill:...,task_memcg=/system.slice/x.service,task=...
print_killed() { # SECONDS
    section killed
    {
        {
            journal "$1" --output=cat --output-fields=MESSAGE _TRANSPORT=kernel
            printf 'status %s\n' "$?" >&3
        } | grep -a '^oom-kill:' | grep -ao 'task_memcg=[^,]*' | sort | uniq -c | sort -rn | head -n "$most_lines"
    } 3>&1
}

print_journal() { # SECONDS
    command -v journalctl >/dev/null || return 0
    patience=8
    section journal
    oldest=$(timeout -k 1 "$patience" journalctl --quiet --no-pager --output=short-unix _PID=1 2>/dev/null | head -n 1)
    [ -z "$oldest" ] || printf 'oldest %s\n' "${oldest%%[. ]*}"
    for directory in var/log/journal run/log/journal; do
        [ -d "$directory" ] || continue
        used=$(timeout -k 1 "$patience" du -sk -- "$directory" 2>/dev/null)
        printf 'disk %s %s %s\n' "$directory" "${used%%[!0-9]*}" "$(timeout -k 1 2 stat -f -c '%S %b %f %a' -- "$directory")"
    done
    # Who may not read the system's journal sees an empty one.
    [ -n "$oldest" ] || return 0
    for window in 'late 300' 'hour 3600' "all $1"; do
        count_units "${window% *}" "${window#* }" started 39f53479d3a045ac8e11786248231fbf
        count_units "${window% *}" "${window#* }" starting 7d4958e842da4a758f6c1cdc7b36dcc5
        [ "${window% *}" = late ] || count_units "${window% *}" "${window#* }" failed d9b373ed55a64feb8242e02dbe79a49c
    done
    count_units all "$1" killed fe6faa94e7774663a0da52717891d8ef
    print_killed "$1"
}

print_sweep() { # SECONDS
    print_vitals
    print_open_files
    print_services
    print_journal "$1"
    print_invocations end
    [ -n "${oldest-}" ] || watch_restless
}
