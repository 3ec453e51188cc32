package dev.aria.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.aria.core.digest.Sha256;
import dev.aria.core.file.DurableFile;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes a model in training as a model file, with either of its two sets of weights. */
final class ModelExport {
  private final Network network;
  private final OptimizerState state;

  ModelExport(Network network, OptimizerState state) {
    this.network = network;
    this.state = state;
  }

  ModelDescriptor write(Path file, String name, Weights which) {
    try {
      save(file, which);
      ModelDescriptor exported = network.descriptor().of(name, Sha256.of(file));
      ModelFiles.describe(exported, file);
      return exported;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write model file " + file, e);
    }
  }

  private void save(Path file, Weights which) throws IOException {
    try (PtNDManager memory = network.newStep()) {
      NDArray current = state.flat(memory);
      if (which == Weights.AVERAGED) {
        state.setWeights(state.average());
      }
      try {
        DurableFile.write(file, network::save);
      } finally {
        state.setWeights(current);
      }
    }
  }
}
