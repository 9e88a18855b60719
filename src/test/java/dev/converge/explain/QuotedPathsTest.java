package dev.converge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuotedPathsTest {

    @Test
    void pathsAreReadAsSystemctlQuotesThem() {
        String listed = "/etc/a.conf \"/etc/two words.conf\" \"/etc/\\\"q\\\".conf\" /etc/b.conf";

        List<String> paths = QuotedPaths.of(listed);

        assertThat(paths).containsExactly("/etc/a.conf", "/etc/two words.conf", "/etc/\"q\".conf", "/etc/b.conf");
    }

    @Test
    void anythingIsReadAsSomething() {
        assertThat(QuotedPaths.of("")).isEmpty();
        assertThat(QuotedPaths.of("\"/etc/open")).containsExactly("/etc/open");
        assertThat(QuotedPaths.of("a\\ b")).containsExactly("a\\", "b");
    }
}
