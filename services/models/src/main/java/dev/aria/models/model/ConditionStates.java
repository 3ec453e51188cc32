package dev.aria.models.model;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.engine.Transfer;
import java.nio.file.Path;
import java.util.Optional;

/** Turns conditions as they travel into what a network reads. */
interface ConditionStates extends AutoCloseable {
  /**
   * What the network reads of {@code cond}.
   *
   * @param cond (N, condition shape)
   * @return (N, encoded shape) float32, in {@code memory}
   */
  PtNDArray states(PtNDManager memory, Tensor cond);

  @Override
  void close();

  /**
   * The way that {@code descriptor} says.
   *
   * @param folder where the files lie that the descriptor names, where they are at hand
   * @param device where the network runs
   * @throws ModelUnreadable when the text encoder is missing, another, or does not fit
   */
  static ConditionStates of(ModelDescriptor descriptor, Optional<Path> folder, String device) {
    if (descriptor.diffusion().conditioning() instanceof Conditioning.Text text) {
      return folder
          .<ConditionStates>map(where -> TextEncoder.open(where, text, device))
          .orElseGet(() -> WithoutFiles.REFUSED);
    }
    return WithoutFiles.AS_THEY_ARE;
  }

  /** The ways that need no file. */
  enum WithoutFiles implements ConditionStates {
    /** The network reads conditions as they travel. */
    AS_THEY_ARE {
      @Override
      public PtNDArray states(PtNDManager memory, Tensor cond) {
        return Transfer.in(memory, cond);
      }
    },
    /** The text encoder is not at hand. */
    REFUSED {
      @Override
      public PtNDArray states(PtNDManager memory, Tensor cond) {
        throw new IllegalStateException(
            "this model was opened without the folder of its text encoder");
      }
    };

    @Override
    public void close() {}
  }
}
