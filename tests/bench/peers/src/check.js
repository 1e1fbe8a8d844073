// The checks of the API's answers that the reference document's stack makes, with zod.
import { z } from "zod";

const Text = z.union([z.string(), z.number()]).transform(String);

const Brand = z.object({
  family: z.string(),
  brand: z.string(),
  brand_id: z.string(),
  logo_url: z.string().nullish(),
  logo_base_url: z.string().nullish(),
  bg_color: z.string().nullish(),
  min: z.string().nullish(),
  max: z.string().nullish(),
  category: z.string(),
  additional_categories: z.array(z.string()).nullish().transform((list) => list ?? []),
  kind: z.string(),
  is_out_of_stock: z.boolean().nullish(),
});

export const Feed = z.object({ popular_brands: z.array(Brand) });
export const Brands = z.object({ all_brands: z.array(Brand), popular_brands: z.array(Brand) });

export const Products = z.array(z.object({
  family: z.string(),
  brand: z.string(),
  category: z.string(),
  logo_url: z.string().nullish(),
  logo_base_url: z.string().nullish(),
  bg_color: z.string().nullish(),
  product_tc: z.string(),
  rich_description: z.object({ description: z.string(), how_to_redeem: z.string(), term_and_conditions: z.string() }),
  products: z.array(z.object({ product_id: z.string(), localized_denomination: z.string(), coin: z.string(), coin_amount: Text })),
}));

export const Payments = z.array(z.object({
  currencies: z.array(z.object({
    name: z.string(),
    is_suspended: z.boolean().nullish(),
    networks: z.array(z.object({ name: z.string(), threshold: Text, is_suspended: z.boolean().nullish() })),
  })),
}));

export const Order = z.object({
  order_id: z.string(),
  created_at: Text,
  payment_requested_at: Text,
  wallet_address: z.string(),
  network: z.string(),
  coin: z.string(),
  coin_amount: Text,
  sent_coin_amount: Text,
  qr_text: z.string(),
  order_state: z.string(),
  deliveries: z.array(z.object({
    deliverable: z.object({ brand_name: z.string(), localized_denomination: z.string(), currency_code: z.string(), beneficiary_account: z.string() }),
  })),
});
