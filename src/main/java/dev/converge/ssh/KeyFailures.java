package dev.converge.ssh;

import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What can be wrong with a private key before any host has seen it. */
final class KeyFailures {

    private KeyFailures() {}

    static HostFailureException unreadable(Path key, IOException cause) {
        String why = switch (cause) {
            case NoSuchFileException absent -> "It does not exist.";
            case AccessDeniedException denied -> "It may not be read by this user.";
            default -> "Reading it failed: " + cause.getMessage();
        };
        return failure(
                "The private key cannot be read",
                key + ": " + why,
                "Correct ansible_ssh_private_key_file or --private-key.",
                cause);
    }

    static HostFailureException tooOpen(Path key) {
        return failure(
                "The private key is readable by others",
                key + " gives rights to users other than its owner, so it is not used.",
                "chmod 600 " + quoted(key));
    }

    static HostFailureException oldEncryption(Path key) {
        return failure(
                "The private key is encrypted in an old way",
                key + " is a PEM file with DEK-Info, whose encryption is weak and is not read.",
                "ssh-keygen -p -f " + quoted(key) + "    writes it anew in the form of today");
    }

    static HostFailureException notAKey(Path key, String text) {
        if (text.startsWith("PuTTY-User-Key-File")) {
            return failure(
                    "The private key is in PuTTY's form",
                    key + " is a .ppk file.",
                    "puttygen " + quoted(key) + " -O private-openssh -o NEWKEY");
        }
        if (text.startsWith("ssh-") || text.startsWith("ecdsa-")) {
            return failure(
                    "The private key is a public key", key + " holds the public half.", "Name the file without .pub.");
        }
        return failure(
                "The private key is not a key",
                key + " is neither in OpenSSH's form nor PEM.",
                "ssh-keygen -y -f " + quoted(key) + "    shows whether ssh can read it");
    }

    static HostFailureException damaged(Path key, Exception cause) {
        return failure(
                "The private key is damaged",
                key + " cannot be read as a key of type ed25519, ecdsa or rsa.",
                "ssh-keygen -y -f " + quoted(key) + "    shows whether ssh can read it",
                cause);
    }

    static HostFailureException wrongPassphrase(Path key, Exception cause) {
        return failure(
                "The passphrase does not open the private key",
                key + " is encrypted, and the passphrase given is not its own. It is asked once in a run.",
                "Run again, or load the key before: ssh-add " + quoted(key),
                cause);
    }

    static HostFailureException noPassphrase(Path key) {
        return failure(
                "The private key is encrypted",
                key + " takes a passphrase, and nobody was there to type it.",
                "Run on a terminal, or load the key before: ssh-add " + quoted(key));
    }

    private static String quoted(Path key) {
        return Shown.argument(key.toString());
    }

    private static HostFailureException failure(String summary, String detail, String remedy) {
        return new HostFailureException(HostFailure.unreachable(summary, detail, remedy));
    }

    private static HostFailureException failure(String summary, String detail, String remedy, Exception cause) {
        return new HostFailureException(HostFailure.unreachable(summary, detail, remedy), cause);
    }
}
