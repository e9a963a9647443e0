package dev.touchstone.touchpoint.settings;

import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.rule.ActivityRules;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.site.RegisteredDomains;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The policies in PostgreSQL. */
@ApplicationScoped
class SqlPolicySource implements PolicySource {
    private final RegisteredDomains domains;

    SqlPolicySource(RegisteredDomains domains) {
        this.domains = domains;
    }

    @Override
    public Policies current() {
        return new Policies(
                1,
                new SessionPolicy(Duration.ofMinutes(30), domains.all()),
                new GenerationPolicy(ActivityRules.SHIPPED, 0));
    }
}
