package dev.aria.trainer.checkpoint;

import dev.aria.core.digest.Sha256;
import dev.aria.core.record.WeightsVersion;
import dev.aria.models.engine.Arithmetic;
import dev.aria.models.training.StepOutcome;
import dev.aria.trainer.targets.GlobalStep;
import java.util.Collections;
import java.util.List;

/**
 * Where training goes on.
 *
 * @param nextStep first step not yet trained
 * @param nextOffsets by shard: reading on from there gives every target of that step and later
 * @param weights latest weights version trained under
 * @param history fingerprint of all that was learned: two students with the same one are the same
 */
public record ResumePoint(
    long nextStep, List<Long> nextOffsets, WeightsVersion weights, long history) {
  public ResumePoint {
    nextOffsets = List.copyOf(nextOffsets);
  }

  /**
   * The beginning of a log of {@code shards} shards.
   *
   * @param fresh describes a student that has learned nothing yet
   */
  static ResumePoint beginning(int shards, String fresh) {
    return new ResumePoint(
        0, Collections.nCopies(shards, 0L), WeightsVersion.INITIAL, Sha256.firstLong(fresh));
  }

  /**
   * The history as trainers compare it before they sum each other's gradients: gradients taken in
   * another {@code arithmetic} differ in their last bits, which no norm or loss need show. What a
   * student is kept with is {@link #history} alone, so that it can move to another machine.
   */
  public long historyIn(Arithmetic arithmetic) {
    return mixed(history + Sha256.firstLong(arithmetic.describe()));
  }

  /** After {@code step}, whose update had {@code outcome}. */
  public ResumePoint after(GlobalStep step, StepOutcome outcome) {
    WeightsVersion latest = step.weights().compareTo(weights) > 0 ? step.weights() : weights;
    long norm = Double.doubleToLongBits(outcome.gradientNorm());
    long loss = Double.doubleToLongBits(outcome.loss());
    return new ResumePoint(
        step.step() + 1, step.nextOffsets(), latest, mixed(mixed(history + norm) + loss));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014), a bijection. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
