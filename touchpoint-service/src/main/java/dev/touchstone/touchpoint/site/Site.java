package dev.touchstone.touchpoint.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Pages that send events under one write key.
 *
 * @param siteId chosen by whoever registered it
 * @param settings what its owner decides
 * @param writeKey what tags and clients send; it can only write
 * @param previousWriteKey the key before the last rotation, still valid; null if there is none
 * @param createdAt when it was registered
 * @param updatedAt when it was last changed
 * @param revision counts changes, from 1
 */
public record Site(
        String siteId,
        SiteSettings settings,
        String writeKey,
        @Nullable String previousWriteKey,
        Instant createdAt,
        Instant updatedAt,
        long revision) {}
