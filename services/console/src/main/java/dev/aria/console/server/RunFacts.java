package dev.aria.console.server;

/**
 * What does not change while a run is watched.
 *
 * @param run name of the run
 * @param corpus name of its corpus
 * @param student the student whose steps are counted
 * @param steps of the run
 * @param batch samples of a step
 * @param maxInFlight steps that may be drawn and not yet learned
 * @param scope which draws are steered
 * @param policy rule of allocation
 * @param canOrder whether the page that asks may give orders
 */
record RunFacts(
    String run,
    String corpus,
    String student,
    long steps,
    int batch,
    long maxInFlight,
    String scope,
    String policy,
    boolean canOrder) {}
