package dev.touchstone.salessync.person.feed;

import java.time.Instant;

/**
 * A person who is to be read again. Pure.
 *
 * @param marketoId id in Marketo
 * @param mark number of the newest mark when it was looked up; a later mark has a higher one
 * @param dueAt not read before
 * @param missing what is known so far if Marketo does not answer with it
 */
record DirtyPerson(long marketoId, long mark, Instant dueAt, MissingPerson missing) {}
