package dev.touchstone.salessync.activity.schema;

/** Says that an administrator had the types of a way of writing made. Pure. */
public record ActivityTypesReady(ActivitySchema schema) {}
