package dev.touchstone.runtime.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may call; {@code TOUCHSTONE_ACCESS_…} in the environment. */
@ConfigMapping(prefix = "touchstone.access")
public interface AccessConfig {
    /**
     * Whose tokens are taken: the claim {@code iss}, an address. Not set: everybody may do everything, and the service
     * listens on the loopback address alone.
     */
    Optional<String> issuer();

    /** For whom tokens are made: one of the claim {@code aud}. Demanded with an issuer. */
    Optional<String> audience();

    /**
     * The issuer's public keys, a JSON Web Key Set: the path of a file, an address, or the set itself. Not set: where the issuer's
     * {@code .well-known/openid-configuration} says.
     */
    Optional<String> keys();

    /** How often the keys are fetched anew. */
    @WithDefault("5M")
    Duration keysInterval();

    /** The claim with the caller's roles, a text or a list of texts. A dot leads into an object: {@code realm_access.roles}. */
    @WithDefault("groups")
    String rolesClaim();

    /**
     * Roles of callers whose tokens have none, as those of Kubernetes' service accounts: the claim {@code sub}, an equals sign
     * and roles joined by a plus sign.
     */
    Optional<List<String>> subjects();

    /** By how much clocks may differ. */
    @WithDefault("30S")
    Duration clockSkew();

    /** A file with the token that this service shows to the others. It is read anew for each call: tokens of a pod change. */
    Optional<Path> tokenFile();
}
