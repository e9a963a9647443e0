package dev.touchstone.touchpoint.site;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All sites at one time, for looking up. */
public final class SiteDirectory {

    private final String revision;
    private final Map<String, Site> byId = new HashMap<>();
    private final Map<ByteBuffer, KeyOwner> byKeyDigest = new HashMap<>();
    private final Map<String, Registration> byDomain = new HashMap<>();

    /**
     * A domain that decides about a host.
     *
     * @param domain which
     * @param site whose
     */
    public record Registration(SiteDomain domain, Site site) {}

    private record KeyOwner(String key, Site site) {}

    SiteDirectory(String revision, Collection<Site> sites) {
        this.revision = revision;
        for (Site site : sites) {
            byId.put(site.siteId(), site);
            addKey(site.writeKey(), site);
            if (site.previousWriteKey() != null) {
                addKey(site.previousWriteKey(), site);
            }
            for (SiteDomain domain : site.settings().domains()) {
                byDomain.put(domain.domain(), new Registration(domain, site));
            }
        }
    }

    /** {@link SiteStore#revision()} of what this was made from. */
    String revision() {
        return revision;
    }

    /** A site by its id. */
    public Optional<Site> byId(String siteId) {
        return Optional.ofNullable(byId.get(siteId));
    }

    /**
     * A site by its write key or the one before. How long it takes says nothing about a key: digests are looked up, and the
     * key itself is compared in constant time.
     */
    public Optional<Site> byWriteKey(String writeKey) {
        byte[] key = writeKey.getBytes(StandardCharsets.UTF_8);
        return Optional.ofNullable(byKeyDigest.get(digest(key)))
                .filter(owner -> MessageDigest.isEqual(owner.key().getBytes(StandardCharsets.UTF_8), key))
                .map(KeyOwner::site);
    }

    /**
     * The domain that decides about a host: itself or the longest registered one above it.
     *
     * @param host lower case, with or without {@code www.}
     */
    public Optional<Registration> decide(String host) {
        String rest = host.startsWith("www.") ? host.substring("www.".length()) : host;
        while (true) {
            Registration registration = byDomain.get(rest);
            int dot = rest.indexOf('.');
            if (registration != null || dot < 0) {
                return Optional.ofNullable(registration);
            }
            rest = rest.substring(dot + 1);
        }
    }

    /** True if pages of this host may send events for this site. */
    public boolean admits(Site site, String host) {
        return decide(host)
                .filter(registration -> registration.domain().enabled()
                        && registration.site().siteId().equals(site.siteId()))
                .isPresent();
    }

    private void addKey(String writeKey, Site site) {
        byKeyDigest.put(digest(writeKey.getBytes(StandardCharsets.UTF_8)), new KeyOwner(writeKey, site));
    }

    private static ByteBuffer digest(byte[] key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
