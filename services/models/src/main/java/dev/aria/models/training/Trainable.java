package dev.aria.models.training;

import ai.djl.pytorch.engine.PtNDManager;
import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.Transfer;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.Network;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A model that learns. The same micro-batches in the same order give the same weights bit for bit,
 * for one kind of processor or GPU and one thread count; a module seen not to keep this is refused.
 * For one thread at a time; whoever makes it closes it.
 */
public final class Trainable implements NoisePredictor {
  private final ModelDescriptor descriptor;
  private final OptimizerSettings settings;
  private final byte[] archive;
  private final Optional<Path> folder;
  private final String device;
  private final Network network;
  private final TorchModule script;
  private final OptimizerState state;
  private final ShardPass pass;
  private long step;

  private Trainable(
      ModelDescriptor descriptor,
      OptimizerSettings settings,
      byte[] archive,
      Optional<Path> folder,
      String device) {
    this.descriptor = descriptor;
    this.settings = settings;
    this.archive = archive;
    this.folder = folder;
    this.device = device;
    this.network = ModelFiles.network(descriptor, archive, folder, device);
    this.script = TrainingScript.load(device);
    this.state = new OptimizerState(script, network.parameters());
    this.pass = new ShardPass(network, script, state);
  }

  /**
   * Opens a model for training, with fresh moments.
   *
   * @param place a model file, or a folder that holds {@code network.pt}
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws dev.aria.models.model.ModelUnreadable when file or descriptor cannot be used
   */
  public static Trainable open(Path place, OptimizerSettings settings, String device) {
    Path file = ModelFiles.networkOf(place);
    ModelDescriptor descriptor = ModelFiles.describe(file);
    return new Trainable(
        descriptor,
        settings,
        ModelFiles.read(descriptor, file),
        Optional.of(ModelFiles.folderOf(file)),
        device);
  }

  /** A model with fresh weights, made in memory, that needs no files of its own. */
  public static Trainable create(NewModel model, OptimizerSettings settings, String device) {
    return create(model, settings, Optional.empty(), device);
  }

  /**
   * A model with fresh weights, made in memory.
   *
   * @param folder where the files lie that its conditioning names, such as a text encoder; without
   *     it a model that needs such a file cannot be asked
   */
  public static Trainable create(
      NewModel model, OptimizerSettings settings, Optional<Path> folder, String device) {
    byte[] archive = ModelFiles.archive(model);
    return new Trainable(ModelFiles.describe(model, archive), settings, archive, folder, device);
  }

  /**
   * Goes on from a checkpoint: what follows is bit for bit what would have followed without a stop.
   *
   * @param folder where the files lie that the model's conditioning names, such as a text encoder;
   *     without it a model that needs such a file cannot be asked
   * @throws CheckpointUnreadable when the file is missing, damaged or of another kind
   */
  public static Resumed resume(Path checkpoint, Optional<Path> folder, String device) {
    return resumed(CheckpointFile.read(checkpoint), folder, device);
  }

  /** The same, for a model that needs no files of its own, or for its weights alone. */
  public static Resumed resume(Path checkpoint, String device) {
    return resume(checkpoint, Optional.empty(), device);
  }

  /**
   * Like {@link #resume(Path, Optional, String)}, for a checkpoint that came from elsewhere: it
   * brings numbers, but no code of its own.
   *
   * @param moduleSha256 of the module that it must hold, lower-case hexadecimal
   * @throws CheckpointUnreadable when it holds another; libtorch has not seen it then
   */
  public static Resumed resume(
      Path checkpoint, Optional<Path> folder, String device, String moduleSha256) {
    CheckpointFile file = CheckpointFile.read(checkpoint);
    String found = file.header().descriptor().sha256();
    if (!found.equals(moduleSha256)) {
      throw new CheckpointUnreadable(
          checkpoint,
          "its module has SHA-256 %s, this student's has %s".formatted(found, moduleSha256));
    }
    return resumed(file, folder, device);
  }

  private static Resumed resumed(CheckpointFile file, Optional<Path> folder, String device) {
    CheckpointFile.Header header = file.header();
    Trainable model =
        new Trainable(header.descriptor(), header.settings(), file.archive(), folder, device);
    model.step = header.step();
    model.state.restore(file.arrays());
    return new Resumed(model, header.metadata());
  }

  /**
   * Writes weights, moments, average, step, settings, module and {@code metadata} into one file;
   * after a crash at any moment the old file or the new one is whole.
   */
  public CheckpointWritten checkpoint(Path file, Map<String, String> metadata) {
    return snapshot(metadata).write(file);
  }

  /** A copy of what {@link #checkpoint} would write now. */
  public Snapshot snapshot(Map<String, String> metadata) {
    CheckpointFile.Header header =
        new CheckpointFile.Header(
            descriptor, settings, step, archive.length, state.size(), metadata);
    try (PtNDManager memory = script.newStep()) {
      return new Snapshot(new CheckpointFile(header, archive, state.save(memory)));
    }
  }

  /** P: number of weights. */
  public int size() {
    return state.size();
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /** Optimizer steps done. */
  public long step() {
    return step;
  }

  OptimizerState state() {
    return state;
  }

  /** How it learns; a checkpoint keeps it. */
  public OptimizerSettings settings() {
    return settings;
  }

  /** Learning rate of the next step. */
  public double learningRate() {
    return settings.rate(step + 1);
  }

  @Override
  public Tensor predict(Tensor x, int[] t, Tensor cond) {
    return network.predict(x, t, cond);
  }

  /**
   * Per sample: mean over its elements of (target - prediction)^2, without a gradient.
   *
   * @throws IllegalArgumentException when the batch does not fit the model
   */
  public float[] discrepancies(MicroBatch batch) {
    return pass.discrepancies(batch);
  }

  /**
   * Loss, gradient and discrepancies of one shard's micro-batch at the present weights. In the
   * first four steps of a process one is taken twice, to see that it comes out the same.
   *
   * @throws IllegalArgumentException when the batch does not fit the model
   * @throws NonFiniteLoss when the loss is NaN or infinite
   * @throws GradientNotRepeatable when it does not
   */
  public ShardGradient shardGradient(MicroBatch batch) {
    return pass.gradient(batch, step + 1);
  }

  /**
   * A gradient that another trainer of this model made: its {@link ShardGradient#values}, shards
   * and loss.
   */
  public ShardGradient received(Tensor values, int shards, double loss) {
    return pass.received(values, shards, loss);
  }

  /**
   * The sum of a whole subtree's shards, in order, to be handed to the trainer that applies it.
   * Closes the parts, or hands on the memory of the first.
   */
  public ShardGradient sum(List<ShardGradient> parts) {
    return pass.sum(requireSome(parts));
  }

  /**
   * One optimizer step with the mean of the shards' gradients, summed over a fixed binary tree with
   * the shards as leaves in order, then clipped by global norm. Closes the gradients.
   *
   * @throws NonFiniteLoss when the summed gradient is not finite; nothing has changed then
   */
  public StepOutcome apply(List<ShardGradient> shards) {
    requireSome(shards);
    try {
      return apply(pass.sum(shards));
    } finally {
      shards.forEach(ShardGradient::close);
    }
  }

  private static List<ShardGradient> requireSome(List<ShardGradient> shards) {
    if (shards.isEmpty()) {
      throw new IllegalArgumentException("a step needs at least one shard's gradient");
    }
    return shards;
  }

  private StepOutcome apply(ShardGradient total) {
    double norm = state.meanNorm(total.flat(), total.shards());
    if (!Double.isFinite(norm)) {
      throw new NonFiniteLoss("the gradient's norm", step + 1, norm);
    }
    boolean clipped = norm > settings.maxGradientNorm();
    double clip = clipped ? settings.maxGradientNorm() / norm : 1;
    state.update(total.flat(), clip, settings, step + 1);
    step++;
    return new StepOutcome(step, total.loss() / total.shards(), norm, settings.rate(step), clipped);
  }

  /**
   * Copies the weights of another model where name and shape match, as block removal does (BK-SDM:
   * Kim et al. 2024). Only before the first step.
   *
   * @param teacher a model file
   * @param teacherName from a parameter name of this model to the teacher's, such as {@link
   *     KeptBlocks}
   * @return names of this model's parameters that now hold the teacher's values
   * @throws IllegalStateException after the first step
   * @throws IllegalArgumentException when nothing of the teacher fits
   */
  public List<String> startFrom(Path teacher, UnaryOperator<String> teacherName) {
    if (step > 0) {
      throw new IllegalStateException("weights can be taken over only before the first step");
    }
    ModelDescriptor source = ModelFiles.describe(teacher);
    try (TorchModule other = ModelFiles.module(ModelFiles.read(source, teacher), device)) {
      List<String> taken = state.takeOver(other.parameters(), teacherName);
      if (taken.isEmpty()) {
        throw new IllegalArgumentException(
            "no parameter of %s has name and shape of one of %s: nothing to start from"
                .formatted(source.name(), descriptor().name()));
      }
      return taken;
    }
  }

  /** Copies of the parameters by name, in {@code named_parameters()} order. */
  public Map<String, Tensor> parameters(Weights which) {
    return state.named(which);
  }

  /**
   * Writes the model as {@code file} (ends in {@code .pt}) with its descriptor and the files that
   * this names beside it, for prediction here or in Python.
   *
   * @return the descriptor written
   */
  public ModelDescriptor export(Path file, String name, Weights which) {
    ModelDescriptor exported = new ModelExport(network, state).write(file, name, which);
    folder.ifPresent(from -> ModelFiles.putParts(exported, from, file));
    return exported;
  }

  /** Lower-case hex SHA-256 over the weights' bytes, in parameter order. */
  public String weightsSha256() {
    try (PtNDManager memory = script.newStep()) {
      return new Sha256().add(Transfer.bytes(state.flat(memory))).hex();
    }
  }

  @Override
  public void close() {
    script.close();
    network.close();
  }
}
