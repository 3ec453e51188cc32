package dev.aria.models.model;

/**
 * A model to be created, with fresh weights.
 *
 * @param seed of the initial weights
 */
public record NewModel(
    String name, Architecture architecture, DiffusionSetting diffusion, long seed) {}
