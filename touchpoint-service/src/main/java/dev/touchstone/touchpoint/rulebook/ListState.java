package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Everything of one list that decides: the version in force and the day its moving days are counted from.
 *
 * @param kind which list
 * @param version from 1 upwards
 * @param createdAt when that version was saved, UTC
 * @param today the day
 */
public record ListState(RuleListKind kind, long version, Instant createdAt, LocalDate today) {}
