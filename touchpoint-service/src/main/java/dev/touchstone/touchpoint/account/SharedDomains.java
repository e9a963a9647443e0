package dev.touchstone.touchpoint.account;

import dev.touchstone.touchpoint.accountmatch.Domains;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** The list of domains that stand for no organisation, read once. */
final class SharedDomains {
    private static final String LIST = "/account-match/shared-domains.txt";

    @Produces
    @Singleton
    Domains read() {
        try (InputStream in = Objects.requireNonNull(SharedDomains.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new Domains(lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(LIST, e);
        }
    }
}
