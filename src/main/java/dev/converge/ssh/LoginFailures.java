package dev.converge.ssh;

import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Why a host whose key is right does not let us in. */
final class LoginFailures {

    private LoginFailures() {}

    static HostFailureException noKeys(Peer peer, LoginKeys.Offer offer) {
        return new HostFailureException(HostFailure.unreachable(
                "There is no key to log in with",
                "For " + peer + " there is neither a named key nor one in the agent or in ~/.ssh." + notes(offer),
                "Name one with --private-key or ansible_ssh_private_key_file, or load one: ssh-add"));
    }

    /** @param accepted the methods that the host would have taken */
    static HostFailureException refused(
            Peer peer, LoginKeys.Offer offer, Collection<String> accepted, boolean partial, Exception cause) {
        String wants = partial
                ? " It took a key and wants more than that: " + String.join(", ", accepted) + "."
                : accepted.contains("publickey") || accepted.isEmpty()
                        ? ""
                        : " It takes no keys, only: " + Shown.said(String.join(", ", accepted)) + ".";
        return new HostFailureException(
                HostFailure.unreachable(
                        "The host does not let the user in",
                        "Login as " + peer + " was refused. Offered: " + offered(offer) + "." + wants + notes(offer),
                        "Put the public key into the authorized_keys of " + peer.user()
                                + ", or name another key (--private-key) or user (--user).\n"
                                + "If it is there, the host's own log says why: journalctl -u ssh -n 20"
                                + " (an account that is locked or expired, a shell that does not exist, /run/nologin)."),
                cause);
    }

    static HostFailureException tooMany(Peer peer, LoginKeys.Offer offer, Exception cause) {
        return new HostFailureException(
                HostFailure.unreachable(
                        "The host hangs up after too many keys",
                        "Login as " + peer + ". Offered: " + offered(offer) + ".",
                        "Name the right one with --private-key or ansible_ssh_private_key_file."),
                cause);
    }

    /** The host would have taken the key, but its holder did not sign. */
    static HostFailureException unsigned(Peer peer, IOException refusal) {
        return new HostFailureException(
                HostFailure.unreachable(
                        "The key was not allowed to sign",
                        "Login as " + peer + ": " + refusal.getMessage(),
                        "An agent may want a confirmation or a touch; ssh-add -l lists what it holds."),
                refusal);
    }

    static HostFailureException droppedDuringLogin(Peer peer, LoginKeys.Offer offer, Exception cause) {
        return new HostFailureException(
                HostFailure.unreachable(
                        "The host hangs up during login",
                        "Login as " + peer + ": " + Shown.said(String.valueOf(cause.getMessage())) + ". Offered: "
                                + offered(offer) + ".",
                        "The host's own log says why: journalctl -u ssh -n 20"),
                cause);
    }

    private static String offered(LoginKeys.Offer offer) {
        return offer.keys().stream()
                .map(key -> key.origin() + " (" + key.publicKey().fingerprint() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String notes(LoginKeys.Offer offer) {
        return offer.notes().isEmpty() ? "" : " Not used: " + String.join("; ", offer.notes()) + ".";
    }
}
