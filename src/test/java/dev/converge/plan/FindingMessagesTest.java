package dev.converge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.check.Checks;
import dev.converge.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What findings of the cases say, each kind once. */
final class FindingMessagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "directives-newer-than-the-host | playbook.yml:7 declares Type=notify-reload, which needs systemd 253; this host has 252 and ignores it. | leave it out for hosts with systemd older than 253",
                "directives-newer-than-the-host | playbook.yml:9:69 declares RestartSteps=5, which needs systemd 254; this host has 252 and ignores it. | leave it out for hosts with systemd older than 254",
                "directives-newer-than-the-host | Play newer declares the preset 'ignore valve.service', which needs systemd 254; this host has 252 and ignores it. | declare enable or disable for hosts with systemd older than 254",
                "directives-newer-than-the-host | /etc/systemd/system/valve.service:3 sets PrivateTmp=disconnected, which needs systemd 257; this host has 252 and ignores it. | delete the line, or run the unit where systemd is 257 or newer",
                "values-that-systemd-ignores | /etc/systemd/system/heavy.service:7 sets MemoryMax=2GB. systemd expects a size such as 512M, 2G, 50% or infinity and ignores the line. In force: 1G (/etc/systemd/system/heavy.service:6). | write MemoryMax=2G",
                "values-that-systemd-ignores | /etc/systemd/system/heavy.service:8 sets CPUQuota=80. systemd expects a percentage of one CPU, such as 80% or 200%; for no limit leave the value empty and ignores the line. In force: the default. | write CPUQuota=80%",
                "values-that-systemd-ignores | /etc/systemd/system/heavy.service:11 sets RestartSec=5 # five. systemd expects a time span such as 90, 10s, 5min, 1h 30min or infinity and ignores the line. In force: the default. | write RestartSec=5, and the comment on a line of its own",
                "values-that-systemd-ignores | /etc/systemd/system/heavy.service:3 sets After=. systemd cannot reset this directive with an empty value and ignores the line. In force: network.target (/etc/systemd/system/heavy.service:2). | correct or delete the line",
                "limits-that-stop-hardly-anything | The start limit of eager.service stops it only if it fails within 700ms of each start: 5 starts x 1s = 5s, shorter than the window of 10s: the limit stops the loop after 5 starts. If it fails later, it restarts for ever. | declare 'restart: { StartLimitIntervalSec: 30s }'",
                "limits-that-stop-hardly-anything | slow-to-be-ready.service would restart for ever if its starts hung until their timeout: 5 starts x (a pause of 100ms + 5s until it fails) = 25.500000s, longer than the window of 10s: the limit is never reached. | declare 'restart: { StartLimitIntervalSec: 2min }'",
                "limits-that-stop-hardly-anything | looper.service has Restart=on-success and would restart for ever if it ended at once: 5 starts x 3s = 15s, longer than the window of 10s: the limit is never reached. | declare 'restart: { StartLimitIntervalSec: 1min }'",
                "a-masked-unit-declared-started | cups.service is declared 'state: started', but it is masked on the host by /etc/systemd/system/cups.service: systemd refuses to start or enable it. | declare 'masked: false' too, and converge apply removes the mask",
            })
    void aFindingSaysWhatWhyAndWhatToDo(String name, String message, String remedy) {
        Path folder = Path.of("src/test/resources/cases/plan").resolve(name);

        List<Finding> findings = Checks.all(PlanCasesTest.desired(folder), HostFolder.read(folder));

        assertThat(findings)
                .extracting(finding -> finding.message().replace(folder + "/", "") + " | " + finding.remedy())
                .contains(message + " | " + remedy);
    }
}
