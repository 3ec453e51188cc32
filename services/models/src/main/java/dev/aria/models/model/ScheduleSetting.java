package dev.aria.models.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aria.core.diffusion.NoiseSchedule;

/** A noise schedule by name. In JSON its field {@code kind} tells which record it is. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "kind",
    visible = true)
@JsonSubTypes({
  @JsonSubTypes.Type(
      value = ScheduleSetting.Variances.class,
      names = {"LINEAR", "SCALED_LINEAR", "COSINE", "ZERO_SNR_LINEAR", "ZERO_SNR_SCALED_LINEAR"}),
  @JsonSubTypes.Type(
      value = ScheduleSetting.RectifiedFlow.class,
      name = ScheduleSetting.RECTIFIED_FLOW)
})
public sealed interface ScheduleSetting {
  /** Kind of {@link RectifiedFlow}. */
  String RECTIFIED_FLOW = "RECTIFIED_FLOW";

  /** T, from 1 to 1,000,000. */
  int timesteps();

  /** The schedule itself. */
  NoiseSchedule schedule();

  /** Whether nothing is left of the signal at T - 1. */
  boolean endsInPureNoise();

  /** The named schedules of variances in {@link NoiseSchedule}. */
  enum Kind {
    LINEAR,
    SCALED_LINEAR,
    COSINE,
    /** {@link #LINEAR} with {@link NoiseSchedule#withZeroTerminalSnr}. */
    ZERO_SNR_LINEAR,
    /** {@link #SCALED_LINEAR} with {@link NoiseSchedule#withZeroTerminalSnr}. */
    ZERO_SNR_SCALED_LINEAR
  }

  /**
   * One variance a timestep.
   *
   * @param firstBeta beta of t = 0, in (0, 1); not read by {@link Kind#COSINE}
   * @param lastBeta beta of t = T - 1, in (0, 1); not read by {@link Kind#COSINE}
   */
  record Variances(Kind kind, int timesteps, double firstBeta, double lastBeta)
      implements ScheduleSetting {
    public Variances {
      Timesteps.check(timesteps);
      if (kind != Kind.COSINE
          && !(firstBeta > 0 && firstBeta < 1 && lastBeta > 0 && lastBeta < 1)) {
        throw new IllegalArgumentException(
            "betas must be in (0, 1), got %s and %s".formatted(firstBeta, lastBeta));
      }
      if (endsInPureNoise(kind) && timesteps == 1) {
        throw new IllegalArgumentException(kind + " needs 2 timesteps or more, got 1");
      }
    }

    @Override
    public NoiseSchedule schedule() {
      return switch (kind) {
        case LINEAR -> NoiseSchedule.linear(timesteps, firstBeta, lastBeta);
        case SCALED_LINEAR -> NoiseSchedule.scaledLinear(timesteps, firstBeta, lastBeta);
        case COSINE -> NoiseSchedule.cosine(timesteps);
        case ZERO_SNR_LINEAR ->
            NoiseSchedule.linear(timesteps, firstBeta, lastBeta).withZeroTerminalSnr();
        case ZERO_SNR_SCALED_LINEAR ->
            NoiseSchedule.scaledLinear(timesteps, firstBeta, lastBeta).withZeroTerminalSnr();
      };
    }

    @Override
    public boolean endsInPureNoise() {
      return endsInPureNoise(kind);
    }

    private static boolean endsInPureNoise(Kind kind) {
      return kind == Kind.ZERO_SNR_LINEAR || kind == Kind.ZERO_SNR_SCALED_LINEAR;
    }
  }

  /**
   * Straight lines from data to noise, as {@link NoiseSchedule#rectifiedFlow}. The module maps t to
   * the time that its network was trained with, such as 1000 noise(t).
   *
   * @param shift above 0; 1 for none, 3 for Stable Diffusion 3
   */
  @JsonPropertyOrder("kind")
  @JsonIgnoreProperties(value = "kind", allowGetters = true)
  record RectifiedFlow(int timesteps, double shift) implements ScheduleSetting {
    public RectifiedFlow {
      Timesteps.check(timesteps);
      if (!(shift > 0 && shift <= 1000)) {
        throw new IllegalArgumentException("shift must be in (0, 1000], got " + shift);
      }
    }

    @JsonProperty
    public String kind() {
      return RECTIFIED_FLOW;
    }

    @Override
    public NoiseSchedule schedule() {
      return NoiseSchedule.rectifiedFlow(timesteps, shift);
    }

    @Override
    public boolean endsInPureNoise() {
      return true;
    }
  }

  /** Ho et al. 2020: 1000 steps, beta from 1e-4 to 0.02. */
  static ScheduleSetting linear() {
    return new Variances(Kind.LINEAR, 1000, 1e-4, 0.02);
  }

  /** Stable Diffusion's kind: sqrt(beta) rises linearly. */
  static ScheduleSetting scaledLinear(int timesteps, double firstBeta, double lastBeta) {
    return new Variances(Kind.SCALED_LINEAR, timesteps, firstBeta, lastBeta);
  }

  /** Nichol and Dhariwal 2021. */
  static ScheduleSetting cosine(int timesteps) {
    return new Variances(Kind.COSINE, timesteps, 0, 0);
  }
}
