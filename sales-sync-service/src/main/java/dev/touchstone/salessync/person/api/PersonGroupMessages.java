package dev.touchstone.salessync.person.api;

import dev.touchstone.salessync.person.group.DynamicGroup;
import dev.touchstone.salessync.v1.PersonGroup;
import dev.touchstone.salessync.v1.PersonGroupKind;

/** Writes groups as messages. */
final class PersonGroupMessages {
    private PersonGroupMessages() {}

    static PersonGroup message(dev.touchstone.salessync.person.group.PersonGroup group) {
        return PersonGroup.newBuilder()
                .setGroupId(group.id().toString())
                .setName(group.name())
                .setKind(
                        group.shared()
                                ? PersonGroupKind.PERSON_GROUP_KIND_TEAM
                                : PersonGroupKind.PERSON_GROUP_KIND_PERSONAL)
                .setOwnerId(group.owner().value())
                .setPersonCount(group.people())
                .setCreateTime(PersonMessages.timestamp(group.createdAt()))
                .build();
    }

    static PersonGroup message(DynamicGroup group) {
        return PersonGroup.newBuilder()
                .setGroupId(group.id())
                .setName(group.title())
                .setKind(PersonGroupKind.PERSON_GROUP_KIND_DYNAMIC)
                .build();
    }
}
