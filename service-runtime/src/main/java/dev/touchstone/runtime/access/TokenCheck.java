package dev.touchstone.runtime.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/**
 * Says who a token is of. Signatures with a public key only: with a shared secret whoever can check a token can make one.
 *
 * <p><b>Source:</b> RFC 7519, RFC 8725.
 */
final class TokenCheck {
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private static final Map<Integer, String> SENTENCES = Map.of(
            ErrorCodes.EXPIRED, "the token has expired",
            ErrorCodes.EXPIRATION_MISSING, "the token has no time of expiry (exp)",
            ErrorCodes.NOT_YET_VALID, "the token is not valid yet: look at the clocks",
            ErrorCodes.AUDIENCE_INVALID, "the token is for another audience (aud)",
            ErrorCodes.AUDIENCE_MISSING, "the token names no audience (aud)",
            ErrorCodes.ISSUER_INVALID, "the token is of another issuer (iss)",
            ErrorCodes.ISSUER_MISSING, "the token names no issuer (iss)",
            ErrorCodes.SUBJECT_MISSING, "the token names no subject (sub)",
            ErrorCodes.SIGNATURE_INVALID, "the token's signature is wrong");

    private final String issuer;
    private final String audience;
    private final List<String> rolesClaim;
    private final SubjectRoles subjects;
    private final Duration skew;
    private final Clock clock;

    TokenCheck(AccessConfig config, Clock clock) {
        this.issuer = config.issuer().orElseThrow();
        this.audience = config.audience()
                .orElseThrow(() -> new IllegalStateException(
                        "touchstone.access.issuer is set, but not touchstone.access.audience: tokens that are made for others"
                                + " would be taken"));
        this.rolesClaim = List.of(config.rolesClaim().split("\\.", -1));
        this.subjects = new SubjectRoles(config.subjects().orElse(List.of()));
        this.skew = config.clockSkew();
        this.clock = clock;
    }

    /** @throws TokenRefused if the token is none that these keys have signed for us, or its time is over */
    Caller caller(String token, List<JsonWebKey> keys) throws TokenRefused {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(audience)
                    .setAllowedClockSkewInSeconds((int) skew.toSeconds())
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            return caller(claims);
        } catch (InvalidJwtException e) {
            throw new TokenRefused(sentence(e));
        } catch (MalformedClaimException e) {
            throw new TokenRefused("a claim of the token has the wrong type");
        }
    }

    private static String sentence(InvalidJwtException refusal) {
        for (Map.Entry<Integer, String> known : SENTENCES.entrySet()) {
            if (refusal.hasErrorCode(known.getKey())) {
                return known.getValue();
            }
        }
        return "the token is no JSON Web Token that a known key has signed";
    }

    private Caller caller(JwtClaims claims) throws MalformedClaimException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(subjects.of(claims.getSubject()));
        for (Object name : names(claims)) {
            Role.find(String.valueOf(name)).ifPresent(roles::add);
        }
        return new Caller(claims.getSubject(), roles);
    }

    private Collection<?> names(JwtClaims claims) {
        @Nullable Object value = claims.getClaimsMap();
        for (String step : rolesClaim) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return switch (value) {
            case String one -> List.of(one);
            case Collection<?> several -> several;
            case null, default -> List.of();
        };
    }
}
