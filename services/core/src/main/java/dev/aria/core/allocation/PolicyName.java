package dev.aria.core.allocation;

import dev.aria.core.record.PolicyConstants;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The sampling rules by name. */
public enum PolicyName {
  /** Random Conditioning's own draws. */
  NATURAL {
    @Override
    AllocationPolicy rule(PolicyConstants constants, Floors floors) {
      return new NaturalPolicy();
    }
  },
  /** Every region alike. */
  STRATIFIED {
    @Override
    AllocationPolicy rule(PolicyConstants constants, Floors floors) {
      return new StratifiedPolicy();
    }
  },
  /** Flattened corpus shares, without feedback. */
  TEMPERED {
    @Override
    AllocationPolicy rule(PolicyConstants constants, Floors floors) {
      return new TemperedPolicy(constants.baseExponent(), floors);
    }
  },
  /** By discrepancy and elasticity, guarded. */
  ARIA {
    @Override
    AllocationPolicy rule(PolicyConstants constants, Floors floors) {
      return new AriaPolicy(
          constants.baseExponent(),
          constants.discrepancyExponent(),
          constants.elasticityExponent(),
          constants.harmBound(),
          floors);
    }
  },
  /** By the spread of the discrepancy; meant for {@link Objective#PRESERVE}. */
  VARIANCE {
    @Override
    AllocationPolicy rule(PolicyConstants constants, Floors floors) {
      return new VariancePolicy(floors);
    }
  },
  /** By the discrepancy alone; for comparison. */
  SOFTMAX {
    @Override
    AllocationPolicy rule(PolicyConstants constants, Floors floors) {
      return new SoftmaxPolicy(constants.temperature(), floors);
    }
  };

  abstract AllocationPolicy rule(PolicyConstants constants, Floors floors);

  /**
   * The rule of this name.
   *
   * @param warmUp global steps under the base shares before it acts, at least 0
   * @param regions R
   * @param batch steered draws in a global step
   * @throws IllegalArgumentException when a number is out of range
   */
  public AllocationPolicy policy(PolicyConstants constants, long warmUp, int regions, int batch) {
    return new WarmUp(rule(constants, Floors.of(constants, regions, batch)), warmUp);
  }

  /** As settings and records write it: lower-case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rule that settings and records call {@code label}.
   *
   * @throws IllegalArgumentException when there is none; the message names the known ones
   */
  public static PolicyName of(String label) {
    return Arrays.stream(values())
        .filter(name -> name.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown allocation policy '%s'; known: %s".formatted(label, labels())));
  }

  /** All of them as settings write them, sorted. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(PolicyName::label).sorted().toList();
  }
}
