/**
 * What a Salesforce task looks like that tells of an activity: its subject, its type, its fields, its due date, and which records it is
 * about. Pure: nothing here reads or writes anything.
 */
@NullMarked
package dev.touchstone.salessync.task.rule;

import org.jspecify.annotations.NullMarked;
