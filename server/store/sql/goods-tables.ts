/** 0 or 1, see `Flag` of `database.ts`. */
type Flag = 0 | 1;

/** Tables of goods. */
export interface GoodsTables {
  products: { id: string; name: string; description: string; picture: string; currency: string; is_sold: Flag };
  product_variants: { id: string; product_id: string; position: number; name: string; price_minor: number; stock: number; is_sold: Flag };
  product_targets: { product_id: string; kind: string; item_id: number };
  delivery_countries: { country: string; tax_basis_points: number; shipping_minor: number; currency: string; is_home: Flag };
  baskets: { account_id: string; variant_id: string; quantity: number; position: number };
  order_holds: { order_id: string; variant_id: string; quantity: number; until_ms: number };
  deliveries: {
    order_id: string; state: string; name: string; street: string; postal_code: string; city: string; country: string; note: string; changed_at_ms: number;
  };
}
