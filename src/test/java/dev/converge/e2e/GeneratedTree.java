package dev.converge.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Unit files, drop-ins, links and presets that nobody would write, made from a seed: fragments in several directories of the search path,
 * drop-ins at every level with names that hide one another, list resets, values that systemd refuses, masks, aliases, templates.
 */
final class GeneratedTree {

    private static final List<String> PLACES = List.of(
            "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system");
    private static final List<String> DROP_IN_PLACES = List.of(
            "/etc/systemd/system",
            "/etc/systemd/system",
            "/run/systemd/system",
            "/usr/lib/systemd/system",
            "/etc/systemd/system.control",
            "/run/systemd/system.control");
    private static final List<String> DROP_INS = List.of(
            "10-a.conf", "9-b.conf", "50-c.conf", "Z.conf", "_d.conf", "zz-e.conf", ".hidden.conf", "no-drop-in.txt");

    private static final List<String> UNIT = List.of(
            "Description=%n and %i, 100%%",
            "Description=",
            "Documentation=man:a(1) https://example.org/x",
            "Documentation=",
            "After=gen-1.service network.target",
            "After=",
            "Wants=gen-2.service",
            "Requires=gen-t@.service",
            "Before=gen-nowhere.service",
            "StartLimitIntervalSec=5min",
            "StartLimitIntervalSec=0",
            "StartLimitIntervalSec=",
            "StartLimitIntervalSec=soon",
            "StartLimitInterval=infinity",
            "StartLimitBurst=3",
            "StartLimitBurst=",
            "StartLimitBurst=-1",
            "StartLimitAction=none",
            "RefuseManualStop=on",
            "StopWhenUnneeded=true",
            "JobTimeoutSec=0",
            "JobTimeoutSec=90",
            "OnFailure=gen-3.service",
            "IgnoreOnIsolate=nonsense",
            "Unheard=of",
            "MemoryMax=1G");

    private static final List<String> SERVICE = List.of(
            "Restart=always",
            "Restart=on-failure",
            "Restart=Always",
            "Restart=",
            "RestartSec=1min 30s",
            "RestartSec=0.25",
            "RestartSec=5 # five",
            "TimeoutSec=7",
            "TimeoutSec=0",
            "TimeoutStartSec=8s",
            "TimeoutStopSec=infinity",
            "TimeoutStopSec=",
            "RuntimeMaxSec=1h",
            "MemoryMax=2G",
            "MemoryMax=2GB",
            "MemoryMax=",
            "MemoryHigh=512M",
            "MemoryLow=1K 1",
            "CPUQuota=80%",
            "CPUQuota=80",
            "CPUQuota=",
            "CPUWeight=50",
            "TasksMax=64",
            "TasksMax=0",
            "TasksMax=infinity",
            "LimitNOFILE=1024:4096",
            "LimitNOFILE=65k",
            "LimitNOFILE=",
            "LimitCORE=1K",
            "Environment=A=1 B=2",
            "Environment=A=3",
            "Environment=",
            "EnvironmentFile=-/etc/default/%p",
            "EnvironmentFile=/etc/x//y/",
            "EnvironmentFile=",
            "Nice=5",
            "Nice=99",
            "Nice=",
            "UMask=027",
            "UMask=",
            "OOMScoreAdjust=-500",
            "OOMScoreAdjust=",
            "KillMode=mixed",
            "KillMode=",
            "KillSignal=SIGINT",
            "KillSignal=",
            "SendSIGKILL=off",
            "User=nobody",
            "User=",
            "SyslogIdentifier=%N",
            "SyslogIdentifier=",
            "WorkingDirectory=-/srv//x/",
            "WorkingDirectory=",
            "ReadWritePaths=/srv -/opt/x/",
            "ReadWriteDirectories=/var",
            "ReadWritePaths=",
            "RuntimeDirectory=gen %p",
            "RuntimeDirectory=",
            "NoNewPrivileges=1",
            "NoNewPrivileges=",
            "ProtectSystem=strict",
            "ProtectSystem=Strict",
            "ProtectHome=yes",
            "SuccessExitStatus=143 SIGTERM",
            "SuccessExitStatus=DATAERR",
            "SuccessExitStatus=",
            "ExecStartPre=-/bin/true \"%i x\"",
            "ExecStartPre=",
            "ExecStart=\nExecStart=/bin/false %n 'a b'",
            "ExecReload=/bin/kill -HUP $MAINPID",
            "StartLimitInterval=20",
            "StartLimitBurst=9",
            "StartLimitIntervalSec=60",
            "Nonsense",
            "# a comment \\",
            "; another",
            "Slice=gen.slice",
            "Slice=gen",
            "Slice=");

    private static final List<String> INSTALL = List.of(
            "WantedBy=multi-user.target",
            "WantedBy=",
            "WantedBy=gen-1.service gen-t@.service",
            "RequiredBy=gen-2.service",
            "UpheldBy=gen-3.service",
            "Alias=gen-alias-%j.service",
            "Alias=multi-user.target.wants/%n",
            "Also=gen-4.service",
            "DefaultInstance=first");

    private final Random random;
    private final List<String> names = new ArrayList<>();

    /** What is to be there by path: the text of a file, or the target of a link after {@code -> }. */
    private final Map<String, String> files = new LinkedHashMap<>();

    GeneratedTree(long seed, int units) {
        random = new Random(seed);
        for (int i = 1; i <= units; i++) {
            names.add(name(i));
        }
        names.forEach(this::addUnit);
        for (int i = 0; i < units / 20; i++) {
            addDropIn(pick(List.of("service.d", "gen-.service.d", "gen-a-.service.d", "gen-t@.service.d")));
        }
        addPresets();
    }

    /** A shell script that makes it all; files of the system stay as they are. */
    String script() {
        StringBuilder script = new StringBuilder("set -e\n");
        files.forEach((path, content) -> {
            script.append("mkdir -p '").append(path, 0, path.lastIndexOf('/')).append("'\n");
            if (content.startsWith("-> ")) {
                script.append("ln -sfn '")
                        .append(content.substring(3))
                        .append("' '")
                        .append(path)
                        .append("'\n");
            } else {
                script.append("cat >'")
                        .append(path)
                        .append("' <<'END OF FILE'\n")
                        .append(content)
                        .append("END OF FILE\n");
            }
        });
        return script + "systemctl daemon-reload\n";
    }

    private String name(int number) {
        return switch (number % 8) {
            case 0 -> "gen-t-" + number + "@.service";
            case 1 -> "gen-t-" + (number - 1) + "@x.service";
            case 2 -> "gen-a-b-" + number + ".service";
            default -> "gen-" + number + ".service";
        };
    }

    private void addUnit(String name) {
        if (name.contains("@x.") && random.nextInt(3) > 0) {
            return;
        }
        for (int i = 0; i <= random.nextInt(2); i++) {
            files.put(pick(PLACES) + "/" + name, fragment());
        }
        if (random.nextInt(15) == 0) {
            files.put(pick(PLACES) + "/" + name, "-> /dev/null");
        }
        if (random.nextInt(6) == 0) {
            files.put(pick(PLACES.subList(0, 2)) + "/" + name.replace("gen-", "gen-alias-"), "-> " + name);
        }
        if (random.nextInt(4) == 0) {
            String template = name.replace("@.", "@y.");
            files.put(
                    pick(PLACES.subList(0, 2)) + "/multi-user.target.wants/" + template,
                    "-> /etc/systemd/system/" + name);
        }
        for (int i = 0; i < random.nextInt(4); i++) {
            addDropIn(name + ".d");
        }
    }

    private void addDropIn(String directory) {
        String path = pick(DROP_IN_PLACES) + "/" + directory + "/" + pick(DROP_INS);
        int kind = random.nextInt(12);
        // What follows an unclosed header is lost.
        String flaw = random.nextInt(10) == 0 ? "[Unit\nDescription=lost\n" : "";
        files.put(path, kind == 0 ? "-> /dev/null" : kind == 1 ? "" : sections(false) + flaw);
    }

    private String fragment() {
        return "[Service]\nExecStart=/bin/true\n" + sections(true);
    }

    private String sections(boolean install) {
        StringBuilder text = new StringBuilder();
        section(text, "[Unit]", UNIT, 3);
        section(text, "[Service]", SERVICE, 8);
        if (install || random.nextInt(4) == 0) {
            section(text, "[Install]", INSTALL, 3);
        }
        return text.toString();
    }

    private void section(StringBuilder text, String header, List<String> pool, int most) {
        text.append(header).append('\n');
        for (int i = 0; i < random.nextInt(most + 1); i++) {
            text.append(pick(pool)).append('\n');
        }
    }

    private void addPresets() {
        List<String> globs = List.of("gen-1*", "gen-a-*.service", "*-t-*", "gen-[2-4]*.service", "gen-?.service", "*");
        for (String directory : List.of("/etc/systemd/system-preset", "/usr/lib/systemd/system-preset")) {
            for (String file : List.of("10-gen.preset", "95-gen.preset")) {
                StringBuilder text = new StringBuilder("# generated\n");
                for (int i = 0; i < 4; i++) {
                    text.append(pick(List.of("enable ", "disable ", "ignore ", " disable\t")))
                            .append(pick(globs.subList(0, file.startsWith("95") ? 6 : 5)))
                            .append('\n');
                }
                text.append("enable ").append(pick(names)).append(" a b made-up\n");
                files.put(directory + "/" + file, text.toString());
            }
        }
    }

    private String pick(List<String> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
