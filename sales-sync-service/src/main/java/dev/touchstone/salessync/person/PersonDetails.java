package dev.touchstone.salessync.person;

import org.jspecify.annotations.Nullable;

/** What Marketo knows about the person itself; null where it has nothing. */
public record PersonDetails(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String title,
        @Nullable String company,
        @Nullable String source,
        @Nullable String linkedinUrl) {}
