package dev.touchstone.salessync.person;

/** Which Salesforce record is the active one. */
public enum PersonType {
    LEAD,
    CONTACT
}
