package dev.touchstone.salessync.runtime;

import dev.touchstone.salessync.person.PeopleCapacity;
import dev.touchstone.salessync.person.PersonLinks;
import dev.touchstone.salessync.person.change.ChangePolicy;
import dev.touchstone.salessync.person.group.GroupPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the values that the people's settings say. */
final class PeopleBeans {
    @Produces
    @Singleton
    ChangePolicy changes(PeopleConfig config) {
        PeopleConfig.Kept kept = config.kept();
        return new ChangePolicy(kept.feed(), kept.history(), kept.tombstones(), kept.sightings());
    }

    @Produces
    @Singleton
    PeopleCapacity capacity(PeopleConfig config) {
        return new PeopleCapacity(config.capacity());
    }

    @Produces
    @Singleton
    GroupPolicy groups(PeopleConfig config) {
        return new GroupPolicy(config.groups().perUser(), config.groups().peoplePerGroup());
    }

    @Produces
    @Singleton
    PersonLinks links(PeopleConfig config) {
        return new PersonLinks(config.links().salesforce(), config.links().marketo());
    }
}
