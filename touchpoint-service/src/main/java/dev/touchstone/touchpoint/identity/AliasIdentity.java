package dev.touchstone.touchpoint.identity;

import dev.touchstone.touchpoint.session.VisitorAlias;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another system knows an alias by an e-mail address.
 *
 * @param alias the alias
 * @param email the address, lower case
 * @param since since when; null for an alias that is the person's own record (a CRM id): then as soon as it is seen
 */
public record AliasIdentity(
        VisitorAlias alias, String email, @Nullable Instant since) {}
