package dev.touchstone.touchpoint.settings;

import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.rule.ActivityRules;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.site.RegisteredDomains;
import jakarta.enterprise.context.ApplicationScoped;

/** The policies that the stored settings and sites make. */
@ApplicationScoped
class StoredPolicies implements PolicySource {
    private final SettingsStore settings;
    private final RegisteredDomains domains;

    StoredPolicies(SettingsStore settings, RegisteredDomains domains) {
        this.settings = settings;
        this.domains = domains;
    }

    @Override
    public Policies current() {
        SettingsVersion inForce = settings.inForce();
        return new Policies(
                inForce.version(),
                sessionPolicy(inForce.settings()),
                new GenerationPolicy(ActivityRules.SHIPPED, inForce.settings().maxPostLcTouchpoints()));
    }

    @Override
    public SessionPolicy sessionPolicy(SessionSettings other) {
        return other.sessionPolicy(domains.all());
    }
}
