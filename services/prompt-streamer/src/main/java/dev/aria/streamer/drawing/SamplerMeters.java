package dev.aria.streamer.drawing;

import dev.aria.core.record.SamplerState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the sampler shows of itself; registered once a process. */
final class SamplerMeters {
  private final AtomicLong steps;
  private final AtomicLong draws;
  private final AtomicLong inFlight;
  private final AtomicLong term;
  private final AtomicLong version;
  private final AtomicLong prompts;
  private final AtomicLong held;
  private final AtomicLong refusedReports;
  private final AtomicLong refusedControls;

  SamplerMeters(MeterRegistry meters) {
    steps = gauge(meters, "aria.sampler.steps", "Global steps drawn");
    draws = gauge(meters, "aria.sampler.draws", "Draws made");
    inFlight = gauge(meters, "aria.sampler.in.flight", "Samples drawn and not yet trained");
    term = gauge(meters, "aria.sampler.weights.term", "Term of the weights drawn under");
    version = gauge(meters, "aria.sampler.weights.version", "Number of the weights drawn under");
    prompts = gauge(meters, "aria.sampler.prompts", "Corpus prompts in the local store");
    held = gauge(meters, "aria.sampler.held", "1 while an operator wants no draws");
    refusedReports =
        gauge(meters, "aria.sampler.refused.reports", "Reports of another run, lineage or map");
    refusedControls =
        gauge(meters, "aria.sampler.refused.controls", "Control records that changed nothing");
  }

  private static AtomicLong gauge(MeterRegistry meters, String name, String description) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(name, value, AtomicLong::doubleValue).description(description).register(meters);
    return value;
  }

  void observe(Drawing drawing, long promptsHeld) {
    SamplerState state = drawing.state();
    steps.set(state.nextStep());
    draws.set(state.nextOrdinal());
    inFlight.set(drawing.inFlight());
    term.set(state.weights().term());
    version.set(state.weights().number());
    refusedReports.set(drawing.refusedReports());
    refusedControls.set(drawing.refusedControls());
    prompts.set(promptsHeld);
    held.set(drawing.held() ? 1 : 0);
  }
}
