package dev.touchstone.runtime.access;

/**
 * Who may make a call.
 *
 * @param rpc package, service and method: {@code touchstone.mapping.v1.MappingService/Classify}
 * @param role least role
 * @param audited why each call is written down, if it is
 */
public record AccessRule(String rpc, Role role, Audited audited) {}
