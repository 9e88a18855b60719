package dev.converge.observed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import org.junit.jupiter.api.Test;

final class CachesReaderTest {

    private static final String NONCE = "0123456789abcdef";

    @Test
    void withCgroupOneTheTotalsCount() throws Exception {
        CachesReader caches = read("""
                sys/fs/cgroup/memory/system.slice/web.service/memory.stat:inactive_file 1
                sys/fs/cgroup/memory/system.slice/web.service/memory.stat:active_file 2
                sys/fs/cgroup/memory/system.slice/web.service/memory.stat:total_inactive_file 100
                sys/fs/cgroup/memory/system.slice/web.service/memory.stat:total_active_file 20
                """);

        assertThat(caches.of("/system.slice/web.service")).hasValue(120);
    }

    @Test
    void withCgroupTwoTheyAreNotCalledTotals() throws Exception {
        CachesReader caches = read("""
                sys/fs/cgroup/system.slice/web.service/memory.stat:inactive_file 100
                sys/fs/cgroup/system.slice/web.service/memory.stat:active_file 20
                sys/fs/cgroup/system.slice/web.service/memory.stat:slab_reclaimable 3
                sys/fs/cgroup/memory.slice/memory.stat:inactive_file 7
                """);

        assertThat(caches.of("/system.slice/web.service")).hasValue(123);
        assertThat(caches.of("/memory.slice")).hasValue(7);
    }

    @Test
    void ofWhatIsNotToldNothingIsMadeUp() throws Exception {
        CachesReader caches = read("sys/fs/cgroup/system.slice/web.service/memory.stat:inactive_file x\nnonsense\n");

        assertThat(caches.of("/system.slice/web.service")).isEmpty();
        assertThat(caches.of(null)).isEmpty();
    }

    private static CachesReader read(String lines) throws HostFailureException {
        String whole = "BEGIN " + NONCE + "\n\n@" + NONCE + " caches\n" + lines + "\nEND " + NONCE + " 0\n";
        return CachesReader.read(ProbeAnswer.parse(new CommandResult(0, whole.getBytes(UTF_8), ""), NONCE));
    }
}
