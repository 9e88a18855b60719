package dev.converge.yaml;

import dev.converge.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * Takes the keys of one mapping one by one; what is left over at the end is unknown. Each wrong key or type becomes a problem at its own
 * spot, and reading goes on.
 */
public final class MappingReader {

    /** @param what the thing described, for messages: {@code play}, {@code unit avatar-tank.service} */
    public MappingReader(YamlNode.Mapping mapping, String what, Problems problems) {
        throw new UnsupportedOperationException();
    }

    public Optional<YamlNode> take(String key) {
        throw new UnsupportedOperationException();
    }

    public Optional<YamlNode.Scalar> takeScalar(String key) {
        throw new UnsupportedOperationException();
    }

    /** Only {@code true}/{@code false} and Ansible's {@code yes}/{@code no}/{@code on}/{@code off}. */
    public Optional<Boolean> takeBoolean(String key) {
        throw new UnsupportedOperationException();
    }

    public Optional<YamlNode.Mapping> takeMapping(String key) {
        throw new UnsupportedOperationException();
    }

    /** A sequence's items; a single scalar counts as a sequence of one. */
    public List<YamlNode.Scalar> takeScalars(String key) {
        throw new UnsupportedOperationException();
    }

    public List<YamlNode> takeSequence(String key) {
        throw new UnsupportedOperationException();
    }

    /** Reports every key that nobody took, with the nearest of those that were asked for. */
    public void finish() {
        throw new UnsupportedOperationException();
    }
}
