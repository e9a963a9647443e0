package dev.touchstone.salessync.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of people who were erased on request, as salted hashes (R-D-8): nothing may be sent to them, and nobody new is
 * taken over with one.
 */
@ApplicationScoped
public class SuppressedAddresses {
    private static final HexFormat HEX = HexFormat.of();

    private final SuppressionStore store;
    private volatile @Nullable AddressHash known;

    SuppressedAddresses(SuppressionStore store) {
        this.store = store;
    }

    /** The salted hash of an address, in whatever case it is written: 32 bytes. */
    public byte[] hash(String email) {
        return hashing().of(email);
    }

    /** Those of the addresses that nothing may be sent to, as they were written. */
    public Set<String> among(Collection<String> emails) {
        if (emails.isEmpty()) {
            return Set.of();
        }
        Map<String, String> hashes = new HashMap<>();
        emails.forEach(email -> hashes.put(email, HEX.formatHex(hash(email))));
        Set<String> suppressed = store.suppressed(List.copyOf(hashes.values()));
        return hashes.entrySet().stream()
                .filter(entry -> suppressed.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True if a person of this Marketo id was deleted so long ago that only a hash of the id is left. */
    public boolean isForgotten(long marketoId) {
        return store.isForgotten(hashing().of(marketoId));
    }

    /** The salt never changes, so it is read once. */
    AddressHash hashing() {
        @Nullable AddressHash hashing = known;
        if (hashing == null) {
            hashing = new AddressHash(store.salt());
            known = hashing;
        }
        return hashing;
    }
}
