package dev.touchstone.touchpoint.identification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions about which visitor is known by which address. Answers are by visitor, address and kind. */
interface VisitorIdentityQueries {
    /**
     * The addresses of a visitor.
     *
     * @param after only what comes after this; null for the beginning
     */
    List<VisitorIdentity> ofVisitor(String visitorId, VisitorIdentity.@Nullable Key after, int limit);

    /**
     * The visitors known by an address, lower case.
     *
     * @param after only what comes after this; null for the beginning
     */
    List<VisitorIdentity> ofEmail(String email, VisitorIdentity.@Nullable Key after, int limit);
}
