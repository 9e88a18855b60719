package dev.converge.playbook;

import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code files:}.
 *
 * @param content none only with {@code state: absent}
 * @param absent whether the file must not be there
 */
public record FileDeclaration(
        Text path,
        Optional<ContentSource> content,
        boolean absent,
        Optional<Text> mode,
        Optional<Text> owner,
        Optional<Text> group,
        List<Text> notified) {

    public FileDeclaration {
        notified = List.copyOf(notified);
    }
}
