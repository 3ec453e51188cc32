package dev.aria.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.TorchModule.Mode;
import dev.aria.models.engine.Transfer;
import dev.aria.models.model.DurableFile;
import dev.aria.models.model.FileDigest;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.ModelInputs;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A model that learns. The same micro-batches in the same order give the same weights bit for bit,
 * for one CPU type and thread count. For one thread at a time; whoever makes it closes it.
 */
public final class Trainable implements NoisePredictor {
  private final ModelDescriptor descriptor;
  private final OptimizerSettings settings;
  private final byte[] archive;
  private final TorchModule module;
  private final TorchModule script;
  private final OptimizerState state;
  private long step;

  private Trainable(
      ModelDescriptor descriptor, OptimizerSettings settings, byte[] archive, String device) {
    this.descriptor = descriptor;
    this.settings = settings;
    this.archive = archive;
    this.module = ModelFiles.module(archive, device);
    this.script = TrainingScript.load(device);
    List<PtNDArray> parameters = List.copyOf(module.parameters().values());
    parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    this.state = new OptimizerState(script, parameters);
  }

  /**
   * Opens a model file for training, with fresh moments.
   *
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws dev.aria.models.model.ModelUnreadable when file or descriptor cannot be used
   */
  public static Trainable open(Path file, OptimizerSettings settings, String device) {
    ModelDescriptor descriptor = ModelFiles.describe(file);
    return new Trainable(descriptor, settings, ModelFiles.read(file), device);
  }

  /** A model with fresh weights, made in memory. */
  public static Trainable create(NewModel model, OptimizerSettings settings, String device) {
    byte[] archive = ModelFiles.archive(model);
    return new Trainable(ModelFiles.describe(model, archive), settings, archive, device);
  }

  /**
   * Goes on from a checkpoint: what follows is bit for bit what would have followed without a stop.
   *
   * @throws CheckpointUnreadable when the file is missing, damaged or of another kind
   */
  public static Resumed resume(Path checkpoint, String device) {
    CheckpointFile file = CheckpointFile.read(checkpoint);
    CheckpointFile.Header header = file.header();
    Trainable model = new Trainable(header.descriptor(), header.settings(), file.archive(), device);
    model.step = header.step();
    model.state.restore(file.arrays());
    return new Resumed(model, header.metadata());
  }

  /**
   * Writes weights, moments, average, step, settings, module and {@code metadata} into one file;
   * after a crash at any moment the old file or the new one is whole.
   */
  public CheckpointWritten checkpoint(Path file, Map<String, String> metadata) {
    CheckpointFile.Header header =
        new CheckpointFile.Header(
            descriptor, settings, step, archive.length, state.size(), metadata);
    try (PtNDManager memory = script.newStep()) {
      return new CheckpointFile(header, archive, state.save(memory)).write(file);
    }
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /** Optimizer steps done. */
  public long step() {
    return step;
  }

  /** Learning rate of the next step. */
  public double learningRate() {
    return settings.rate(step + 1);
  }

  @Override
  public Tensor predict(Tensor x, int[] t, Tensor cond) {
    ModelInputs.check(descriptor, x, t, cond);
    try (PtNDManager memory = module.newStep()) {
      return Transfer.out(forward(memory, Mode.INFERENCE, x, t, cond));
    }
  }

  private NDArray forward(PtNDManager memory, Mode mode, Tensor x, int[] t, Tensor cond) {
    return module
        .call(
            "forward",
            memory,
            mode,
            IValue.from(Transfer.in(memory, x)),
            IValue.from(Transfer.in(memory, t)),
            IValue.from(Transfer.in(memory, cond)))
        .singletonOrThrow();
  }

  /**
   * Per sample: mean over its elements of (target - prediction)^2, without a gradient.
   *
   * @throws IllegalArgumentException when the batch does not fit the model
   */
  public float[] discrepancies(MicroBatch batch) {
    batch.check(descriptor);
    try (PtNDManager memory = module.newStep()) {
      NDArray prediction = forward(memory, Mode.INFERENCE, batch.x(), batch.t(), batch.cond());
      return script
          .call(
              "discrepancy",
              memory,
              Mode.INFERENCE,
              IValue.from((PtNDArray) prediction),
              IValue.from(Transfer.in(memory, batch.target())))
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  /**
   * Loss, gradient and discrepancies of one shard's micro-batch at the present weights.
   *
   * @throws IllegalArgumentException when the batch does not fit the model
   * @throws NonFiniteLoss when the loss is NaN or infinite
   */
  public ShardGradient shardGradient(MicroBatch batch) {
    batch.check(descriptor);
    PtNDManager kept = script.newStep();
    try (PtNDManager memory = module.newStep()) {
      NDArray prediction = forward(memory, Mode.GRADIENT, batch.x(), batch.t(), batch.cond());
      NDList results =
          script.call(
              "gradient",
              kept,
              Mode.GRADIENT,
              IValue.from((PtNDArray) prediction),
              IValue.from(Transfer.in(memory, batch.target())),
              IValue.from(Transfer.in(memory, batch.weight())),
              state.parameterList());
      float loss = results.get(1).toFloatArray()[0];
      if (!Float.isFinite(loss)) {
        throw new NonFiniteLoss("the loss", step + 1, loss);
      }
      return new ShardGradient(kept, results.get(0), loss, results.get(2).toFloatArray());
    } catch (RuntimeException e) {
      kept.close();
      throw e;
    }
  }

  /**
   * One optimizer step with the mean of the shards' gradients, summed over a fixed binary tree with
   * the shards as leaves in order, then clipped by global norm. Closes the gradients.
   *
   * @throws NonFiniteLoss when the summed gradient is not finite; nothing has changed then
   */
  public StepOutcome apply(List<ShardGradient> shards) {
    if (shards.isEmpty()) {
      throw new IllegalArgumentException("a step needs at least one shard's gradient");
    }
    try {
      return applyAll(shards);
    } finally {
      shards.forEach(ShardGradient::close);
    }
  }

  private StepOutcome applyAll(List<ShardGradient> shards) {
    NDArray total =
        GradientTree.sum(shards.stream().map(ShardGradient::flat).toList(), this::addInto);
    double norm = meanNorm(total, shards.size());
    if (!Double.isFinite(norm)) {
      throw new NonFiniteLoss("the gradient's norm", step + 1, norm);
    }
    boolean clipped = norm > settings.maxGradientNorm();
    double clip = clipped ? settings.maxGradientNorm() / norm : 1;
    state.update(total, clip, settings, step + 1);
    step++;
    double loss = shards.stream().mapToDouble(ShardGradient::loss).sum() / shards.size();
    return new StepOutcome(step, loss, norm, settings.rate(step), clipped);
  }

  private NDArray addInto(NDArray left, NDArray right) {
    try (PtNDManager memory = script.newStep()) {
      script.call(
          "add",
          memory,
          Mode.UPDATE,
          IValue.from((PtNDArray) left),
          IValue.from((PtNDArray) right));
      return left;
    }
  }

  /** Divides {@code total} by {@code shards} in place and returns its norm. */
  private double meanNorm(NDArray total, int shards) {
    try (PtNDManager memory = script.newStep()) {
      return script
          .call(
              "norm",
              memory,
              Mode.UPDATE,
              IValue.from((PtNDArray) total),
              IValue.from((double) shards))
          .singletonOrThrow()
          .toFloatArray()[0];
    }
  }

  /**
   * Writes the model as {@code file} (ends in {@code .pt}) with its descriptor beside it, for
   * prediction here or in Python.
   *
   * @return the descriptor written
   */
  public ModelDescriptor export(Path file, String name, Weights which) {
    try (PtNDManager memory = script.newStep()) {
      NDArray current = state.flat(memory);
      if (which == Weights.AVERAGED) {
        state.setWeights(state.average());
      }
      try {
        DurableFile.write(file, module::save);
      } finally {
        state.setWeights(current);
      }
      ModelDescriptor exported = descriptor.of(name, FileDigest.of(file));
      ModelFiles.describe(exported, file);
      return exported;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write model file " + file, e);
    }
  }

  /** Lower-case hex SHA-256 over the weights' bytes, in parameter order. */
  public String weightsSha256() {
    try (PtNDManager memory = script.newStep()) {
      MessageDigest digest = FileDigest.sha256();
      digest.update(Transfer.bytes(state.flat(memory)));
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  @Override
  public void close() {
    script.close();
    module.close();
  }
}
